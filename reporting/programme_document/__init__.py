"""The programme as a document: its sealed versions, what became of them, what differs between them, and the PDFs."""
