namespace Aegis.Streams.Policy.Language.Reading;

/// <summary>The types of values that a test can pass.</summary>
[Flags]
internal enum TestFamily
{
    None = 0,
    Text = 1,
    Number = 2,
    Boolean = 4,
    Array = 8,
    Other = 16,
    Any = Text | Number | Boolean | Array | Other,
}
