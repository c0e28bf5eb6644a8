using System.Text;

namespace Aegis.Streams.State;

/// <summary>Keys of global tables, `tenant/name`.</summary>
internal static class TableKey
{
    /// <summary>Checks that a record lies under the key that its content names: otherwise one tenant's row could be found as another's.</summary>
    public static FieldFault? Check(ReadOnlySpan<byte> key, string tenant, string name) =>
        key.SequenceEqual(Encoding.UTF8.GetBytes($"{tenant}/{name}"))
            ? null
            : new FieldFault("key", "is not the tenant and name that the value holds, joined by `/`");
}
