"""What Reconcile does, as tools for assistants by the Model Context Protocol: over stdio, or at /mcp of the service."""
