using System.Globalization;
using System.Text;
using Aegis.Streams.Identity;
using Aegis.Streams.Publishing;

namespace Aegis.Streams.Lists;

/// <summary>
/// The keys of lists. `tenant/list` names a list, and the task that owns this key keeps its ledger; `tenant/list/number` names a chunk, so that one list
/// uses all partitions. murmur2 says which partition that is, for every producer and reader alike.
/// </summary>
public static class ListKeys
{
    /// <summary>What names of lists must look like, for messages.</summary>
    public const string NameRule = AgentNames.Rule;

    private const string Manifest = "manifest";

    /// <summary>Says whether a name is one of a tenant or a list.</summary>
    /// <param name="name">The name.</param>
    public static bool IsName(string name) => AgentNames.IsValid(name);

    /// <summary>Makes the key of a list.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="list">The list.</param>
    public static byte[] OfList(string tenant, string list) => Encoding.UTF8.GetBytes($"{tenant}/{list}");

    /// <summary>Makes the key of a chunk.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="list">The list.</param>
    /// <param name="number">The number of the chunk, from 0.</param>
    public static byte[] OfChunk(string tenant, string list, long number) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{tenant}/{list}/{number}"));

    /// <summary>Makes the key of how a list was closed.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="list">The list.</param>
    public static byte[] OfManifest(string tenant, string list) => Encoding.UTF8.GetBytes($"{tenant}/{list}/{Manifest}");

    /// <summary>Finds the partition of a chunk.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="list">The list.</param>
    /// <param name="number">The number of the chunk, from 0.</param>
    /// <param name="partitionCount">Partitions of the topic.</param>
    public static int PartitionOf(string tenant, string list, long number, int partitionCount) => Murmur2.Partition(OfChunk(tenant, list, number), partitionCount);

    /// <summary>Finds the next chunk that a partition gets. With this, one number a list remembers what a task has seen.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="list">The list.</param>
    /// <param name="after">The chunk before; -1: the first one is asked for.</param>
    /// <param name="partition">The partition.</param>
    /// <param name="partitionCount">Partitions of the topic.</param>
    public static long Next(string tenant, string list, long after, int partition, int partitionCount)
    {
        var number = after + 1;
        while (PartitionOf(tenant, list, number, partitionCount) != partition) number++;
        return number;
    }
}
