using LxdGen.Testing.Http;

namespace LxdGen.Testing.Seeding;

/// <summary>Says to a test what the server would say to a client.</summary>
internal static class Refused
{
    public static void Check(Action check)
    {
        try
        {
            check();
        }
        catch (LxdFailure failure)
        {
            throw new ArgumentException($"A server would refuse this: {failure.Message}", failure);
        }
    }

    public static void ThrowIf(string? fault) => Check(() =>
    {
        if (fault is not null)
            throw LxdFailure.BadRequest(fault);
    });
}
