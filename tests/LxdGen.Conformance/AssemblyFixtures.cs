using LxdGen.Conformance.Daemon;

[assembly: AssemblyFixture(typeof(LxdFixture))]
