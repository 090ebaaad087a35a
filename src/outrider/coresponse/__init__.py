"""The co-response scheme: rows, services and queries around the rules of `domain.coresponse`."""
