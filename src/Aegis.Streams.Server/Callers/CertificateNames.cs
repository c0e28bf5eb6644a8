using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace Aegis.Streams.Server.Callers;

/// <summary>The names that a certificate carries.</summary>
internal static class CertificateNames
{
    private const string AlternativeNames = "2.5.29.17";
    private static readonly Asn1Tag Uri = new(TagClass.ContextSpecific, 6);
    private static readonly Asn1Tag Dns = new(TagClass.ContextSpecific, 2);

    /// <summary>
    /// Finds them: URIs (RFC 5280 section 4.2.1.6), then DNS names, then the subject. Each looks unlike the other kinds, so that none can stand for another: a URI has a scheme, a DNS name only
    /// letters, digits, hyphens and dots, a subject starts with the type of an attribute and `=`.
    /// </summary>
    public static IEnumerable<string> Of(X509Certificate2 certificate) =>
        [.. Alternative(certificate, Uri).Where(IsUri), .. Alternative(certificate, Dns).Where(IsDnsName), certificate.Subject];

    private static bool IsUri(string name) => name.IndexOf(':', StringComparison.Ordinal) is > 0 and var end && System.Uri.CheckSchemeName(name[..end]);

    private static bool IsDnsName(string name) => name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' or '*');

    private static List<string> Alternative(X509Certificate2 certificate, Asn1Tag kind)
    {
        var names = new List<string>();
        if (certificate.Extensions[AlternativeNames] is not { } extension) return names;
        try
        {
            var list = new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadSequence();
            while (list.HasData)
            {
                if (list.PeekTag() == kind) names.Add(list.ReadCharacterString(UniversalTagNumber.IA5String, kind));
                else list.ReadEncodedValue();
            }
        }
        catch (AsnContentException)
        {
            // What cannot be read names nobody.
            names.Clear();
        }

        return names;
    }
}
