using System.Runtime.InteropServices;
using System.Text;

namespace Aegis.Streams.Policy.Files;

/// <summary>Files that have a content and an end, as pipes and devices do not: opening a pipe waits for whoever writes to it, and reading a device may never end.</summary>
public static class RegularFile
{
    // What statx(2) of Linux takes and gives: a structure of 256 bytes on every processor, with the type in the mode.
    private const int CurrentFolder = -100;
    private const uint TypeOnly = 1;
    private const int StatusBytes = 256;
    private const int ModeOffset = 28;
    private const int TypeMask = 0xF000;
    private const int RegularType = 0x8000;

    /// <summary>Says whether a path leads to a regular file, without opening it.</summary>
    /// <param name="path">The path; links are followed.</param>
    /// <returns>Whether it does. On systems other than Linux, whether it leads to anything but a folder.</returns>
    public static bool Exists(string path)
    {
        if (!File.Exists(path)) return false;
        if (!OperatingSystem.IsLinux()) return true;
        var status = new byte[StatusBytes];
        return ReadStatus(CurrentFolder, Encoding.UTF8.GetBytes($"{path}\0"), 0, TypeOnly, status) != 0 || (MemoryMarshal.Read<ushort>(status.AsSpan(ModeOffset)) & TypeMask) == RegularType;
    }

    /// <summary>Reads a file up to a bound, whatever its length is said to be: that of a device is 0.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maxBytes">The bound.</param>
    /// <returns>The content; <see langword="null"/>: it is longer.</returns>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static byte[]? Read(string path, int maxBytes)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        using var content = new MemoryStream();
        var block = new byte[1 << 16];
        while (file.Read(block) is > 0 and var length)
        {
            if (content.Length + length > maxBytes) return null;
            content.Write(block, 0, length);
        }

        return content.ToArray();
    }

    [DllImport("libc", EntryPoint = "statx")]
    private static extern int ReadStatus(int folder, byte[] path, int flags, uint mask, byte[] status);
}
