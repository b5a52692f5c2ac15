"""The peers: the same yes or no in other engines, one small file each, in the way they document.

Each module holds a class `Entrant`. None of them looks at an answer of badgerules, and each says
what had to be worked out in Python before its engine could be asked (`prepared`).
"""
