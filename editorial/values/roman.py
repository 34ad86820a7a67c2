"""Roman numerals, by which sessions and summits are counted."""

NUMERALS = {
    "M": 1000, "CM": 900, "D": 500, "CD": 400, "C": 100, "XC": 90, "L": 50, "XL": 40, "X": 10, "IX": 9, "V": 5, "IV": 4, "I": 1,
}  # fmt: skip


def roman(number: int) -> str:
    """Write a number as a Roman numeral.

    >>> roman(21)
    'XXI'
    """
    letters = ""
    for numeral, value in NUMERALS.items():
        letters += numeral * (number // value)
        number %= value
    return letters
