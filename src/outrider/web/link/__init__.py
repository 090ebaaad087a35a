"""The link officer's talks, the safety trainer's requests and places, link officers by station."""
