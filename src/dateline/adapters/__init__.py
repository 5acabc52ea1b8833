"""The edge: engines, stores, exports, the command line and the web."""
