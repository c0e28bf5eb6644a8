using System.Diagnostics.CodeAnalysis;
using Google.Protobuf.WellKnownTypes;

namespace Aegis.Streams.State;

/// <summary>Instants of the contracts: `Timestamp` to and from <see cref="DateTimeOffset"/>, without exceptions on bad ones.</summary>
internal static class ContractTime
{
    private const long MinSeconds = -62135596800; // 0001-01-01T00:00:00Z, the first instant of Timestamp and of DateTimeOffset
    private const long MaxSeconds = 253402300799; // 9999-12-31T23:59:59Z, the last one
    private const int MaxNanos = 999_999_999;

    public static bool TryRead(
        Timestamp? timestamp, string field, out DateTimeOffset? instant, [NotNullWhen(false)] out FieldFault? fault)
    {
        instant = null;
        fault = null;
        if (timestamp is null) return true;
        if (timestamp.Seconds is < MinSeconds or > MaxSeconds || timestamp.Nanos is < 0 or > MaxNanos)
        {
            fault = new FieldFault(field, "must be an instant of the years 1 to 9999");
            return false;
        }

        instant = timestamp.ToDateTimeOffset();
        return true;
    }

    public static Timestamp? Write(DateTimeOffset? instant) => instant is { } value ? Timestamp.FromDateTimeOffset(value) : null;
}
