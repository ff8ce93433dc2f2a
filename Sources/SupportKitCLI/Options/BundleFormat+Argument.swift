public import ArgumentParser
public import Platform

extension BundleFormat: ExpressibleByArgument {}
