using System.Buffers;
using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using ClvPredict.Data;

namespace ClvPredict.Service.Access;

/// <summary>
/// The keys that a service takes (docs/service.md). A key is 256 random bits, so that its SHA-256 tells nothing of it and needs no
/// salt; all hashes are compared in constant time.
/// </summary>
public sealed class AccessKeys
{
    /// <summary>Environment variable with keys: name:role:key, separated by commas or line breaks.</summary>
    public const string Variable = "CLV_API_KEYS";

    private const string Prefix = "clv_";
    private const int KeyBytes = 32;
    private const int ShortestKey = 32;
    private const int LongestKey = 256;
    private const int LongestName = 64;
    private static readonly SearchValues<char> s_nameLetters = SearchValues.Create(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_."
    );

    private readonly ImmutableArray<AccessKey> _keys;

    private AccessKeys(ImmutableArray<AccessKey> keys) => _keys = keys;

    /// <summary>The keys, by name.</summary>
    public IReadOnlyList<AccessKey> All => _keys;

    /// <summary>The keys of a file, one a line: name, role and hash. Lines that begin with # are left out.</summary>
    /// <exception cref="ArgumentException">The file has a line that is no key; the message says which, not what is in it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static AccessKeys Read(string path)
    {
        var keys = new List<AccessKey>();
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (line.Trim() is not { Length: > 0 } text || text[0] == '#')
                continue;
            if (
                text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                    is not [var name, var role, { Length: 64 } hash]
                || !IsName(name)
                || RoleOf(role) is not { } known
                || !hash.All(char.IsAsciiHexDigit)
            )
                throw new ArgumentException(
                    $"{path}, line {number} is no key; expected a name, read or admin, and 64 hexadecimal digits, as `clv serve keys add` writes."
                );
            keys.Add(new AccessKey(name, known, [.. Convert.FromHexString(hash)]));
        }
        return Of(keys, path);
    }

    /// <summary>The keys of a text as the environment has it.</summary>
    /// <exception cref="ArgumentException">Something in it is no key; the message does not say what.</exception>
    public static AccessKeys Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var keys = new List<AccessKey>();
        foreach (
            var entry in text.Split(
                [',', '\n', '\r'],
                StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
            )
        )
        {
            if (
                entry.Split(':', 3) is not [var name, var role, var key]
                || !IsName(name)
                || RoleOf(role) is not { } known
                || key.Length is < ShortestKey or > LongestKey
            )
                throw new ArgumentException(
                    $"{Variable} has an entry {keys.Count + 1} that is no key; expected name:read:KEY or name:admin:KEY, with a KEY of {ShortestKey} to {LongestKey} characters."
                );
            keys.Add(new AccessKey(name, known, [.. Hash(key)]));
        }
        return Of(keys, Variable);
    }

    /// <summary>These keys and others.</summary>
    /// <exception cref="ArgumentException">Both have a key of one name.</exception>
    public AccessKeys With(AccessKeys others)
    {
        ArgumentNullException.ThrowIfNull(others);
        return Of([.. _keys, .. others._keys], "The keys");
    }

    /// <summary>Makes a key and adds its hash to a file, which need not exist yet.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">Whose key it is.</param>
    /// <param name="role">What its holder may do.</param>
    /// <returns>The key, which is nowhere else.</returns>
    /// <exception cref="ArgumentException">The name is none or taken, or the file has a line that is no key.</exception>
    public static string Add(string path, string name, KeyRole role)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!IsName(name))
            throw new ArgumentException(
                $"A key's name has up to {LongestName} letters, digits, points, - and _."
            );
        var text = File.Exists(path) ? File.ReadAllText(path) : "# name role sha256\n";
        if (File.Exists(path) && Read(path)._keys.Any(k => k.Name == name))
            throw new ArgumentException(
                $"{path} has a key of {name}; delete its line to replace it."
            );
        var key = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(KeyBytes));
        if (text.Length > 0 && text[^1] != '\n')
            text += "\n";
        text += $"{name} {NameOf(role)} {Convert.ToHexStringLower(Hash(key))}\n";
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return key;
    }

    /// <summary>The key of which somebody sends the text; null when there is none.</summary>
    public AccessKey? Find(ReadOnlySpan<char> key)
    {
        if (key.Length is < ShortestKey or > LongestKey)
            return null;
        var hash = Hash(key);
        AccessKey? found = null;
        // Every hash is looked at to its end, whichever it is.
        foreach (var known in _keys)
        {
            if (CryptographicOperations.FixedTimeEquals(known.Hash.AsSpan(), hash))
                found = known;
        }
        return found;
    }

    /// <summary>The name of a role in files and on the command line.</summary>
    public static string NameOf(KeyRole role) => role == KeyRole.Admin ? "admin" : "read";

    /// <summary>The role of a name; null when there is none.</summary>
    public static KeyRole? RoleOf(string name) =>
        name switch
        {
            "read" => KeyRole.Read,
            "admin" => KeyRole.Admin,
            _ => null,
        };

    private static AccessKeys Of(List<AccessKey> keys, string source)
    {
        if (keys.Count == 0)
            throw new ArgumentException($"{source} has no key.");
        if (keys.Select(k => k.Name).Distinct(StringComparer.Ordinal).Count() < keys.Count)
            throw new ArgumentException($"{source}: two keys have one name.");
        return new AccessKeys([.. keys]);
    }

    private static byte[] Hash(ReadOnlySpan<char> key)
    {
        Span<byte> bytes = stackalloc byte[LongestKey * 3];
        var written = Encoding.UTF8.GetBytes(key, bytes);
        return SHA256.HashData(bytes[..written]);
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= LongestName && !name.AsSpan().ContainsAnyExcept(s_nameLetters);
}
