"""Compile provider specs into typed clients and validators."""
