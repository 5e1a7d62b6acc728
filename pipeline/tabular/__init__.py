"""Tables as workbooks (สมุดงาน) to send round in an office: one look, cells that start no formula, the same bytes."""
