using System.Security.Cryptography;
using Aegis.Streams.Kafka.Clients;
using Aegis.Streams.Lists;
using Aegis.Streams.Lists.Manifest;
using Aegis.Streams.Outcome;
using Aegis.Streams.Protocol.V1;
using Aegis.Streams.Publishing;
using Google.Protobuf;

namespace Aegis.Streams.Kafka.Lists;

/// <summary>
/// Reads back what is committed of a list, in and out, and says in a manifest what that is. It believes neither the submitter nor the ledger: the digests are
/// of the bytes in the topics, every chunk that went out must be made of the chunk that came in, and both sums must hold.
/// </summary>
internal static class ListAttestation
{
    /// <summary>Attests to a list.</summary>
    /// <param name="status">The list, of which every chunk is sanitized.</param>
    /// <param name="clients">The cluster.</param>
    /// <param name="topics">The topics.</param>
    /// <param name="manifest">The manifest.</param>
    /// <param name="stopping">Ends the reading.</param>
    /// <returns>Why there is none; <see langword="null"/>: there is one.</returns>
    /// <exception cref="StreamClientException">A topic cannot be read.</exception>
    public static ListFault? Read(ListStatus status, IStreamClients clients, TopicNames topics, out ListManifest? manifest, CancellationToken stopping)
    {
        manifest = null;
        var (heading, end) = (status.Heading, status.End);
        using var inputs = ListReading.OpenInput(clients, topics, status, stopping);
        using var outputs = ListReading.OpenOutput(clients, topics, status, stopping);
        using var inputHash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var outputHash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (inputBytes, outputBytes, tally, revisions) = (0L, 0L, new ListTally(), new List<KeyValuePair<string, long>>());
        var header = ByteString.Empty;
        for (var number = 0L; number < end.Chunks; number++)
        {
            if (inputs.Read(number) is not { } input) return new ListFault(ReasonCodes.ListChunkLost, $"Chunk {number} is no longer in {topics.ListsIn}.");
            if (outputs.Read(number) is not { } output) return new ListFault(ReasonCodes.ListChunkLost, $"Chunk {number} is no longer in {topics.ListsOut}.");
            if (input.Kind == ListChunkKind.Header) header = ByteString.CopyFrom(input.Content.Span.TrimEnd("\r\n"u8));
            if (!input.Heading.Equals(heading) || (input.Kind == ListChunkKind.Rows && input.Header != header))
                return new ListFault(ReasonCodes.ListInputDiffers, $"Chunk {number} says otherwise than the list by which profile it is sanitized, or what its columns are.");
            if (input.IsLast && number != end.Chunks - 1) return new ListFault(ReasonCodes.ListInputDiffers, $"Chunk {number} says that it is the last, and is not: a row may go over its end.");
            if (!output.InputSha256.Span.SequenceEqual(SHA256.HashData(input.Content.Span)))
                return new ListFault(ReasonCodes.ListInputDiffers, $"Chunk {number} that went out was made of other bytes than came in first.");
            inputHash.AppendData(input.Content.Span);
            outputHash.AppendData(output.Content.Span);
            (inputBytes, outputBytes) = (inputBytes + input.Content.Length, outputBytes + output.Content.Length);
            ListTallies.Add(tally, output.Tally);
            Count(revisions, output.PolicyRevision);
        }

        var inputDigest = inputHash.GetHashAndReset();
        if (inputBytes != end.Bytes || !end.Sha256.Span.SequenceEqual(inputDigest))
            return new ListFault(ReasonCodes.ListInputDiffers, "The digest of what came in is not the one that the submitter names: the file changed on the way.");
        if (!tally.Equals(status.Tally)) return new ListFault(ReasonCodes.InternalError, "The ledger of the list counts otherwise than its chunks.");
        manifest = new ListManifest
        {
            Heading = heading,
            StartedAt = status.StartedAt.ToDateTimeOffset(),
            SanitizedAt = status.UpdatedAt.ToDateTimeOffset(),
            Chunks = end.Chunks,
            Input = new ListDigest(inputBytes, Convert.ToHexStringLower(inputDigest)),
            Output = new ListDigest(outputBytes, Convert.ToHexStringLower(outputHash.GetHashAndReset())),
            Tally = tally,
            PolicyRevisions = revisions,
        };
        return null;
    }

    private static void Count(List<KeyValuePair<string, long>> revisions, string revision)
    {
        var place = revisions.FindIndex(known => known.Key == revision);
        if (place < 0) revisions.Add(KeyValuePair.Create(revision, 1L));
        else revisions[place] = KeyValuePair.Create(revision, revisions[place].Value + 1);
    }
}
