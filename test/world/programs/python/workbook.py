"""Opens the workbook of the file named and tells its sheets as JSON: times as ISO 8601, formulas counted."""
import datetime, json, sys
import openpyxl

def told(value):
    return value.isoformat() if isinstance(value, datetime.datetime) else value

def format_of(column):
    """How the values of a column look; its first cell may be empty, and an empty cell has no look."""
    return next((cell.number_format for cell in column[1:] if cell.value is not None), "General")

def sheet_as_json(sheet):
    rows = list(sheet.iter_rows())
    return {
        "name": sheet.title,
        "frozen": sheet.freeze_panes,
        "formulas": sum(cell.data_type == "f" for row in rows for cell in row),
        "formats": [format_of(column) for column in sheet.iter_cols()],
        "rows": [[told(cell.value) for cell in row] for row in rows],
    }

print(json.dumps([sheet_as_json(sheet) for sheet in openpyxl.load_workbook(sys.argv[1]).worksheets]))
