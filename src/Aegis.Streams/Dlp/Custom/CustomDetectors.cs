using System.Numerics;
using Aegis.Streams.Dlp.Context;
using Aegis.Streams.Dlp.Rewriting;
using Aegis.Streams.Dlp.Scanning;

namespace Aegis.Streams.Dlp.Custom;

/// <summary>The detectors of a profile that policy declares. Immutable; allocates nothing while it scans.</summary>
/// <param name="detectors">The detectors, in the order of their entities.</param>
internal sealed class CustomDetectors(CustomDetector[] detectors)
{
    /// <summary>The first bit of what keys say by names that policy declares: one for each detector.</summary>
    public const int FirstBit = 32;

    /// <summary>What keys say by such names.</summary>
    public const Signals Keys = (Signals)(ulong.MaxValue << FirstBit);

    /// <summary>Says by which detectors a key names its values.</summary>
    /// <param name="key">The key, folded.</param>
    public Signals SignalsOf(ReadOnlySpan<byte> key)
    {
        Span<byte> canonical = stackalloc byte[CustomKey.Longest];
        var length = CustomKey.Read(key, canonical);
        if (length <= 0) return Signals.None;
        var signals = Signals.None;
        for (var i = 0; i < detectors.Length; i++)
        {
            foreach (var name in detectors[i].Keys)
                if (canonical[..length].SequenceEqual(name)) signals |= (Signals)(1UL << (FirstBit + i));
        }

        return signals;
    }

    /// <summary>Scans a value.</summary>
    /// <param name="value">What it means: ASCII without escapes, or folded.</param>
    /// <param name="signals">What its key says.</param>
    /// <param name="findings">Takes the findings.</param>
    public void Scan(ReadOnlySpan<byte> value, Signals signals, FindingList findings)
    {
        if ((signals & Keys) != 0) ScanNamed(value, (uint)((ulong)signals >> FirstBit), findings);
        for (var i = 0; i < detectors.Length; i++)
        {
            detectors[i].Terms?.Scan(value, EntityNames.CustomOf(i), findings);
            detectors[i].FileTerms?.Scan(value, EntityNames.CustomOf(i), findings);
            detectors[i].Pattern?.Scan(value, EntityNames.CustomOf(i), findings);
        }
    }

    private static void ScanNamed(ReadOnlySpan<byte> value, uint named, FindingList findings)
    {
        // What was redacted, and what has neither letters nor digits, is no value any more.
        if (value[0] == '[' && RedactionLabel.LengthAt(value) == value.Length) return;
        var hasText = false;
        foreach (var one in value) hasText |= ByteClass.IsAlphanumeric(one);
        if (!hasText) return;
        for (; named != 0; named &= named - 1) findings.Add(0, value.Length, EntityNames.CustomOf(BitOperations.TrailingZeroCount(named)), Confidence.Max);
    }
}
