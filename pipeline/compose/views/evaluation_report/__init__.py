"""รายงานผลการปฏิบัติราชการตามคำรับรอง: the evaluation report of an agency, one module for each of its parts."""
