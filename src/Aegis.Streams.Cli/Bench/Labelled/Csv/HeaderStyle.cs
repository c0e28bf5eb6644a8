namespace Aegis.Streams.Cli.Bench.Labelled.Csv;

/// <summary>How the names of columns are written.</summary>
internal enum HeaderStyle
{
    /// <summary>`phone_number`.</summary>
    Snake,

    /// <summary>`phoneNumber`.</summary>
    Camel,

    /// <summary>`Phone Number`.</summary>
    Spaced,

    /// <summary>`PHONE_NUMBER`.</summary>
    Upper,

    /// <summary>In German.</summary>
    German,

    /// <summary>In French.</summary>
    French,

    /// <summary>In Spanish.</summary>
    Spanish,
}
