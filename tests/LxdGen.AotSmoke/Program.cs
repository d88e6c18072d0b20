using LxdGen;
using LxdGen.AotSmoke;

await using var lxd = LxdClient.ConnectLocal();
try
{
    switch (args)
    {
        case ["list"]:
            await Smoke.ListAsync(lxd);
            return 0;
        case [var name]:
            await Smoke.RunAsync(lxd, name);
            return 0;
        case ["export", var pool, var volume, var backup, var path]:
            await Transfers.ExportAsync(lxd, pool, volume, backup, path);
            return 0;
        case ["import", var pool, var volume, var path]:
            await Transfers.ImportAsync(lxd, pool, volume, path);
            return 0;
        case ["relay", var pool, var volume, var from, var fromFingerprint, var to, var toFingerprint]:
            await Transfers.RelayAsync(pool, volume, (from, fromFingerprint), (to, toFingerprint));
            return 0;
        default:
            Console.Error.WriteLine("""
                Usage: LxdGen.AotSmoke ...
                  list
                  NAME                                 creates and deletes a pool of this name
                  export POOL VOLUME BACKUP FILE
                  import POOL VOLUME FILE
                  relay POOL VOLUME URI FINGERPRINT URI FINGERPRINT
                                                       copies between servers, with $LXD_CERTIFICATE and $LXD_KEY
                """);
            return 1;
    }
}
catch (Exception e)
{
    // With its stack: a failure that only native code has is to be understood from what a test run printed.
    Console.Error.WriteLine(e);
    return 1;
}
