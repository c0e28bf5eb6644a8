using Aegis.Streams.Dlp.Context;

namespace Aegis.Streams.Dlp.Readers;

/// <summary>What the key of a member says of its value.</summary>
/// <param name="Signals">What the value is.</param>
/// <param name="Part">Which part of a value that siblings hold together.</param>
internal readonly record struct KeyMeaning(Signals Signals, SiblingPart Part);
