"""แผนปฏิบัติราชการประจำปี: the annual plan book of an agency, one module for each of its parts."""
