namespace Aegis.Streams.Yaml;

/// <summary>A span within one line of a text. Columns and lengths count UTF-16 code units, as editors and the language server protocol do.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="Length">How many code units to underline; 0: the place between two.</param>
internal readonly record struct TextPlace(int Line, int Column, int Length);
