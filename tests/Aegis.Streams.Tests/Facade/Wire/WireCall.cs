using System.IO.Compression;

namespace Aegis.Streams.Tests.Facade.Wire;

/// <summary>The parts of a call of gRPC on the wire.</summary>
internal static class WireCall
{
    public const string Decide = "/aegis.v1.DecisionService/Decide";

    /// <summary>The headers of a call; those given take the place of the usual ones of their name, and an empty value leaves one out.</summary>
    public static (string Name, string Value)[] Headers(string? token, string path = Decide, params (string Name, string Value)[] others)
    {
        List<(string Name, string Value)> headers =
        [
            (":method", "POST"), (":scheme", "http"), (":path", path), (":authority", "aegis.test"), ("te", "trailers"), ("content-type", "application/grpc"),
        ];
        if (token is not null) headers.Add(("authorization", $"Bearer {token}"));
        headers.RemoveAll(header => others.Any(other => other.Name == header.Name));
        foreach (var other in others.Where(other => other.Value.Length > 0).OrderBy(other => other.Name.StartsWith(':') ? 0 : 1))
        {
            if (other.Name.StartsWith(':')) headers.Insert(0, other);
            else headers.Add(other);
        }

        return [.. headers];
    }

    /// <summary>A message with its five bytes before it.</summary>
    public static byte[] Frame(byte[] message, byte flag = 0, uint? length = null) => [flag, .. WireConnection.Number(length ?? (uint)message.Length), .. message];

    public static byte[] Gzip(byte[] bytes)
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(bytes);
        return output.ToArray();
    }

    /// <summary>Half a gigabyte of zeros in half a megabyte, which fits the window of a stream: a gzip file may hold any number of members.</summary>
    public static byte[] Bomb(int mebibytes)
    {
        const int member = 16;
        var one = Gzip(new byte[member << 20]);
        return [.. Enumerable.Repeat(one, mebibytes / member).SelectMany(bytes => bytes)];
    }

    /// <summary>Sends a body in frames of a size.</summary>
    public static async Task SendAsync(WireConnection connection, int stream, byte[] body, int frameBytes = 16_384)
    {
        if (body.Length == 0) await connection.SendDataAsync(stream, ends: true);
        for (var at = 0; at < body.Length; at += frameBytes)
        {
            var part = body[at..Math.Min(body.Length, at + frameBytes)];
            await connection.SendDataAsync(stream, at + part.Length == body.Length, part);
        }
    }
}
