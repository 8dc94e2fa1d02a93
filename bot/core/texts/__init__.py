"""Every sentence a person reads, as functions that return a Message."""
