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
        default:
            Console.Error.WriteLine("Usage: LxdGen.AotSmoke list | NAME, the name of a pool that it creates and deletes");
            return 1;
    }
}
catch (Exception e)
{
    // With its stack: a failure that only native code has is to be understood from what a test run printed.
    Console.Error.WriteLine(e);
    return 1;
}
