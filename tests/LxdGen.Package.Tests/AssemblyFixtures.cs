using LxdGen.Conformance.Daemon;
using LxdGen.Package.Tests;

[assembly: AssemblyFixture(typeof(LxdFixture))]
[assembly: AssemblyFixture(typeof(PackedFeed))]
