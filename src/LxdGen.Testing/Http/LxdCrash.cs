namespace LxdGen.Testing.Http;

/// <summary>A request at which the code of LXD that serves it breaks: it closes the connection without an answer.</summary>
internal sealed class LxdCrash : Exception;
