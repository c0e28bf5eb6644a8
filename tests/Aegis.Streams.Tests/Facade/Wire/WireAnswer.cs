using System.Globalization;

namespace Aegis.Streams.Tests.Facade.Wire;

/// <summary>What came back on a stream of HTTP/2, until it ended in whatever way.</summary>
internal sealed class WireAnswer
{
    /// <summary>Gets the headers and the trailers.</summary>
    public Dictionary<string, string> Headers { get; } = new(StringComparer.Ordinal);

    public MemoryStream Body { get; } = new();

    /// <summary>Gets how many blocks of headers came: one is an answer of trailers only.</summary>
    public int HeaderBlocks { get; set; }

    /// <summary>Gets the code with which the stream was reset; <see langword="null"/>: it was not.</summary>
    public int? Reset { get; set; }

    /// <summary>Gets the code with which the connection was ended; <see langword="null"/>: it was not.</summary>
    public int? GoAway { get; set; }

    /// <summary>Gets a value indicating whether the connection was closed before the stream ended.</summary>
    public bool IsCut { get; set; }

    public string? Find(string name) => Headers.GetValueOrDefault(name);

    /// <summary>Gets the outcome in short: `200/0` is HTTP and gRPC, `reset 1`, `goaway 11`, `cut`.</summary>
    public string Summary => Find(":status") is { } status ? Find("grpc-status") is { } code ? $"{status}/{code}" : status
        : GoAway is { } goAway ? string.Create(CultureInfo.InvariantCulture, $"goaway {goAway}")
        : Reset is { } reset ? string.Create(CultureInfo.InvariantCulture, $"reset {reset}")
        : "cut";
}
