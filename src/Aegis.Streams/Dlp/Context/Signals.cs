namespace Aegis.Streams.Dlp.Context;

/// <summary>What a key, a column name or the words near a value say that it is.</summary>
[Flags]
internal enum Signals : ulong
{
    None = 0,
    Email = 1 << 0,
    Phone = 1 << 1,
    Ssn = 1 << 2,
    Itin = 1 << 3,
    Card = 1 << 4,
    Iban = 1 << 5,
    Ip = 1 << 6,
    Secret = 1 << 7,
    Birth = 1 << 8,
    Nino = 1 << 9,
    Nhs = 1 << 10,
    Sin = 1 << 11,
    Aadhaar = 1 << 12,
    Pan = 1 << 13,
    Passport = 1 << 14,
    Mbi = 1 << 15,
    Npi = 1 << 16,
    Dea = 1 << 17,
    Routing = 1 << 18,
    Account = 1 << 19,
    License = 1 << 20,

    /// <summary>A secret by a word that also names what is none, such as a word of a text: its value must look like one.</summary>
    Token = 1 << 21,

    /// <summary>All that says what a value is.</summary>
    Kinds = (1 << 22) - 1,

    /// <summary>A name of versions, whose parts may look like those of an address.</summary>
    Version = 1 << 27,

    /// <summary>A word that, as the label of a value, says that it is no personal data.</summary>
    NegativeWord = 1 << 28,

    /// <summary>A name that says nothing of its own, such as `value` or `number`: the one above it speaks.</summary>
    Neutral = 1 << 29,

    /// <summary>A name of what is no personal data: an order, an amount, a time, a version.</summary>
    Negative = 1u << 31,

    // From bit 32 on: what detectors that policy declares say of keys.
}
