using LxdGen.Conformance.Daemon;

namespace LxdGen.Conformance;

// The same tests on both: what the emulator answers is what the real one does.

public sealed class CollectionOnLxdTests(LxdFixture fixture) : CollectionTests(fixture);

public sealed class CollectionOnEmulatorTests(EmulatorFixture fixture) : CollectionTests(fixture);

public sealed class VerbOnLxdTests(LxdFixture fixture) : VerbTests(fixture);

public sealed class VerbOnEmulatorTests(EmulatorFixture fixture) : VerbTests(fixture);

public sealed class WriterOnLxdTests(LxdFixture fixture) : WriterTests(fixture);

public sealed class WriterOnEmulatorTests(EmulatorFixture fixture) : WriterTests(fixture);

public sealed class OperationOnLxdTests(LxdFixture fixture) : OperationTests(fixture);

public sealed class OperationOnEmulatorTests(EmulatorFixture fixture) : OperationTests(fixture);

public sealed class EventOnLxdTests(LxdFixture fixture) : EventTests(fixture);

public sealed class EventOnEmulatorTests(EmulatorFixture fixture) : EventTests(fixture);

public sealed class VolumeOnLxdTests(LxdFixture fixture) : VolumeTests(fixture);

public sealed class VolumeOnEmulatorTests(EmulatorFixture fixture) : VolumeTests(fixture);

public sealed class SnapshotOnLxdTests(LxdFixture fixture) : SnapshotTests(fixture);

public sealed class SnapshotOnEmulatorTests(EmulatorFixture fixture) : SnapshotTests(fixture);

public sealed class BackupOnLxdTests(LxdFixture fixture) : BackupTests(fixture);

public sealed class BackupOnEmulatorTests(EmulatorFixture fixture) : BackupTests(fixture);

public sealed class CopyOnLxdTests(LxdFixture fixture) : CopyTests(fixture);

public sealed class CopyOnEmulatorTests(EmulatorFixture fixture) : CopyTests(fixture);

public sealed class RemoteOnLxdTests(LxdPairFixture fixture) : RemoteTests(() => LxdPair.RequireAsync(fixture));

public sealed class RemoteOnEmulatorTests(EmulatorPairFixture fixture) : RemoteTests(() => Task.FromResult<IServerPair>(fixture));

public sealed class MigrationOnLxdTests(LxdPairFixture fixture) : MigrationTests(() => LxdPair.RequireAsync(fixture));

public sealed class MigrationOnEmulatorTests(EmulatorPairFixture fixture) : MigrationTests(() => Task.FromResult<IServerPair>(fixture));

public sealed class MigrationFromEmulatorToLxdTests(LxdPairFixture fixture, EmulatorPairFixture emulators) : MigrationTests(() => MixedPair.RequireAsync(fixture, emulators, isEmulatorFirst: true));

public sealed class MigrationFromLxdToEmulatorTests(LxdPairFixture fixture, EmulatorPairFixture emulators) : MigrationTests(() => MixedPair.RequireAsync(fixture, emulators, isEmulatorFirst: false));

public sealed class ClusterOnLxdTests(LxdClusterFixture fixture) : ClusterTests(fixture);

public sealed class ClusterOnEmulatorTests(EmulatedClusterFixture fixture) : ClusterTests(fixture);

public sealed class ClusterVolumeOnLxdTests(LxdClusterFixture fixture) : ClusterVolumeTests(fixture);

public sealed class ClusterVolumeOnEmulatorTests(EmulatedClusterFixture fixture) : ClusterVolumeTests(fixture);

public sealed class ClusterTransferOnLxdTests(LxdClusterFixture fixture) : ClusterTransferTests(fixture);

public sealed class ClusterTransferOnEmulatorTests(EmulatedClusterFixture fixture) : ClusterTransferTests(fixture);
