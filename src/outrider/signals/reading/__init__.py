"""Files become arrays: any CSV or spreadsheet by its columns, published ones by their names."""
