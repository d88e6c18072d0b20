namespace Tour.Servers;

/// <summary>The server that was asked for cannot be found. The message is for the user, one line.</summary>
internal sealed class NoServerException(string message) : Exception(message);
