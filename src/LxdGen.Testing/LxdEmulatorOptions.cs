namespace LxdGen.Testing;

/// <summary>What an emulator is like.</summary>
public sealed class LxdEmulatorOptions
{
    /// <summary>Which LXD it is: <see cref="LxdProfile.Lxd50"/> unless set.</summary>
    public LxdProfile Profile { get; set; } = LxdProfile.Lxd50;

    /// <summary>The names of the members of the cluster that it answers for, as the first of them; empty for a server that is in no cluster.</summary>
    public IReadOnlyList<string> Members { get; set; } = [];

    /// <summary>Where it listens; null for a path of its own in the folder for temporary files.</summary>
    public string? SocketPath { get; set; }

    /// <summary>
    /// The port of 127.0.0.1 on which it listens on HTTPS too, 0 for a free one; null for none. Needed where servers connect to each other, or clients
    /// are to be trusted by their certificates.
    /// </summary>
    public int? HttpsPort { get; set; }

    /// <summary>The folder in which it says that its pools are. Nothing is written there.</summary>
    public string Directory { get; set; } = "/var/lib/lxd";

    /// <summary>How it tells those who wait of a failed operation, and that their time is up: <see cref="LxdWaitDialect.Operation"/> unless set.</summary>
    public LxdWaitDialect WaitDialect { get; set; }

    /// <summary>Its clock, by which operations are forgotten, waits end, delays pass, and snapshots and backups expire: the system's unless set.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;
}
