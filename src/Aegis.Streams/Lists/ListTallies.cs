using Aegis.Streams.Protocol.V1;

namespace Aegis.Streams.Lists;

/// <summary>Adds up what became of rows.</summary>
public static class ListTallies
{
    /// <summary>Adds what became of some rows to what became of others.</summary>
    /// <param name="sum">Takes it.</param>
    /// <param name="more">What is added.</param>
    public static void Add(ListTally sum, ListTally more)
    {
        sum.RowsIn += more.RowsIn;
        sum.RowsOut += more.RowsOut;
        sum.RowsQuarantined += more.RowsQuarantined;
        foreach (var finding in more.Findings) Add(sum, finding.Entity, finding.Count);
    }

    /// <summary>Adds findings of an entity. They stay sorted.</summary>
    /// <param name="sum">Takes them.</param>
    /// <param name="entity">The entity.</param>
    /// <param name="count">How many.</param>
    public static void Add(ListTally sum, string entity, long count)
    {
        var place = 0;
        while (place < sum.Findings.Count && string.CompareOrdinal(sum.Findings[place].Entity, entity) < 0) place++;
        if (place < sum.Findings.Count && sum.Findings[place].Entity == entity) sum.Findings[place].Count += count;
        else sum.Findings.Insert(place, new ListCount { Entity = entity, Count = count });
    }
}
