public import ArgumentParser
public import Checkpoints
public import Initializers

extension ScalarType: ExpressibleByArgument {}

extension CheckpointFormat: ExpressibleByArgument {}

extension Backend: ExpressibleByArgument {}
