"""What a spec says in the words of others' tools: OpenAPI, Arazzo, Postman. Knows no tool."""
