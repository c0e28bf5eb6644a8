using System.Globalization;
using System.Text;
using System.Xml;
using Aegis.Streams.Policy.Inquiry;

namespace Aegis.Streams.Policy.Testing;

/// <summary>Writes results in the JUnit form of XML that build servers read.</summary>
public static class JUnitReport
{
    /// <summary>Writes results, one suite a file.</summary>
    /// <param name="run">The results.</param>
    /// <returns>The document; the same for the same results.</returns>
    public static string Write(PolicyTestRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true }))
        {
            xml.WriteStartElement("testsuites");
            WriteCounts(xml, run.Results);
            foreach (var suite in run.Results.GroupBy(result => result.Fixture.Place.File, StringComparer.Ordinal)) WriteSuite(xml, suite.Key, [.. suite]);
            xml.WriteEndElement();
        }

        return $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{text}\n";
    }

    private static void WriteSuite(XmlWriter xml, string file, FixtureResult[] results)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", file);
        WriteCounts(xml, results);
        foreach (var result in results)
        {
            xml.WriteStartElement("testcase");
            xml.WriteAttributeString("name", result.Fixture.Name);
            xml.WriteAttributeString("classname", file);
            xml.WriteAttributeString("file", file);
            xml.WriteAttributeString("line", result.Fixture.Place.Line.ToString(CultureInfo.InvariantCulture));
            if (!result.Passed)
            {
                xml.WriteStartElement("failure");
                xml.WriteAttributeString("message", $"got {OutcomeWords.Of(result.Answer.Outcome)}");
                xml.WriteString(string.Join('\n', result.Failures));
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteCounts(XmlWriter xml, IReadOnlyCollection<FixtureResult> results)
    {
        xml.WriteAttributeString("tests", results.Count.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("failures", results.Count(result => !result.Passed).ToString(CultureInfo.InvariantCulture));
    }
}
