using Aegis.Streams.Publishing;
using Aegis.Streams.State;

namespace Aegis.Streams.Cli.Tables;

/// <summary>What the verbs must know of one global table.</summary>
/// <typeparam name="T">What it holds.</typeparam>
internal sealed record TableForm<T>
    where T : class
{
    /// <summary>Gets its name in commands, such as `catalog`.</summary>
    public required string Name { get; init; }

    /// <summary>Gets what its rows are called, a plural with `s` such as `items`.</summary>
    public required string Rows { get; init; }

    /// <summary>Gets how to find its topic.</summary>
    public required Func<TopicNames, string> Topic { get; init; }

    /// <summary>Gets how to make its codec, for values that are framed or, without a framing, plain. Either reads both.</summary>
    public required Func<ProtobufFraming?, ITableCodec<T>> CodecOf { get; init; }

    /// <summary>Gets its formats of files: each by the endings of file names, without the dot, made for the tenant of rows that name none.</summary>
    public required IReadOnlyDictionary<string, Func<string?, ITableFormat<T>>> Formats { get; init; }

    /// <summary>Spells a number of rows.</summary>
    /// <param name="count">The number.</param>
    /// <returns>Such as `1 item` or `1,200 items`.</returns>
    public string Count(long count) => count == 1 ? $"1 {Rows[..^1]}" : $"{count:N0} {Rows}";
}
