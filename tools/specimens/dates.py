"""Dates as Japanese documents print them."""

from datetime import date

ERAS = (("令和", date(2019, 5, 1)), ("平成", date(1989, 1, 8)), ("昭和", date(1926, 12, 25)))
MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]


def era_year(day: date) -> str:
    for name, began in ERAS:
        if day >= began:
            year = day.year - began.year + 1
            return f"{name}{'元' if year == 1 else year}"
    return f"{day.year}"


def era(day: date, pad: bool = False) -> str:
    """令和8年5月1日, or 令和08年05月01日 as licences pad it."""
    for name, began in ERAS:
        if day >= began:
            year = day.year - began.year + 1
            if pad:
                shown = "元" if year == 1 else f"{year:02d}"
                return f"{name}{shown}年{day.month:02d}月{day.day:02d}日"
            return f"{name}{'元' if year == 1 else year}年{day.month}月{day.day}日"
    return western(day)


def western(day: date, pad: bool = False) -> str:
    if pad:
        return f"{day.year}年{day.month:02d}月{day.day:02d}日"
    return f"{day.year}年{day.month}月{day.day}日"


def both(day: date) -> str:
    """2029年(令和11年)08月14日, as licences print their last day."""
    return f"{day.year}年({era_year(day)}年){day.month:02d}月{day.day:02d}日"


def english(day: date) -> str:
    return f"{day.day:02d} {MONTHS[day.month - 1]} {day.year}"


def add_years(day: date, years: int) -> date:
    """The same day years later; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
