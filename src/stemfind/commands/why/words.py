"""What both depths of `why` say of fields and of words of trust."""

CHECKS = {
    "price": "Ask the clinic for a written price that names spinal cord injury, and what it covers.",
    "accreditations": "Look the name up in the accreditor's own public directory.",
    "team": "Ask for the licence number and the specialist register, and look it up there.",
    "city": "Ask for the address where the cells are given, and for the licence of those premises.",
    "includes": "Ask for the list in writing before paying.",
    "papers": "Open the paper at its DOI, and look who was treated, with what, and compared with whom.",
}
"""How a person might check a fact of a field, where the record doesn't say so itself."""
ANYTHING = "Open the source named here, and ask for the document behind it."
STATUS_MEANS = {
    "claimed": "only the seller, or somebody paid by the seller, says so",
    "supported": "an independent source bears it out",
    "partly": "an independent source bears out some of it, or with limits",
    "contradicted": "an independent source says otherwise",
    "withdrawn": "it was said once and has been taken back",
}
