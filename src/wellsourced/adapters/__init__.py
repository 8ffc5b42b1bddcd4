"""The tools that come with the package, one vendor or format a module, registered as anyone's are."""
