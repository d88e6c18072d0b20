using LxdGen.Conformance.Daemon;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(LxdFixture))]
[assembly: AssemblyFixture(typeof(LxdPairFixture))]
[assembly: AssemblyFixture(typeof(LxdGen.Conformance.EmulatorFixture))]
[assembly: AssemblyFixture(typeof(LxdGen.Conformance.EmulatorPairFixture))]
[assembly: AssemblyFixture(typeof(LxdGen.Conformance.EmulatedClusterFixture))]
[assembly: AssemblyFixture(typeof(LxdGen.Conformance.Differential.WalkedFixture))]
[assembly: AssemblyFixture(typeof(LxdGen.Conformance.LxdClusterFixture))]

// All share one daemon, and LXD 5.0.2 answers 404 to a recursive listing while a pool in it is being deleted (seen).
[assembly: Parallelization(Mode = ParallelMode.None)]
