namespace Aegis.Streams.Policy.Bundles;

/// <summary>Why a bundle is refused.</summary>
public enum BundleFaultKind
{
    /// <summary>It is no gzip stream with a tar archive, is cut off, or goes on after its end.</summary>
    NotReadable,

    /// <summary>It is larger than it may be, or has too many files.</summary>
    TooLarge,

    /// <summary>It holds something that is no plain file, or one whose name leads out of the bundle.</summary>
    BadEntry,

    /// <summary>It holds a file twice.</summary>
    DuplicateFile,

    /// <summary>It holds a kind of file that is not supported: YAML data, or the patch of a delta bundle.</summary>
    NotSupported,

    /// <summary>A JSON file in it is no strict JSON.</summary>
    BadJson,

    /// <summary>It has no signature.</summary>
    NotSigned,

    /// <summary>Its signature file is none, or holds anything but one signature.</summary>
    BadSignatureFile,

    /// <summary>It is signed with a key that is not trusted here.</summary>
    UnknownKey,

    /// <summary>It is signed with an algorithm other than that of the key.</summary>
    WrongAlgorithm,

    /// <summary>The signature is not that of the key over this payload.</summary>
    WrongSignature,

    /// <summary>It is signed for another scope.</summary>
    WrongScope,

    /// <summary>It holds a file that is not signed.</summary>
    FileNotSigned,

    /// <summary>A signed file is missing.</summary>
    FileMissing,

    /// <summary>A file is not what was signed.</summary>
    FileChanged,
}
