namespace ClvPredict.Data.Parquet.Compression;

/// <summary>Constants of the sequences section: what length codes stand for (RFC 8878, tables 16 and 17) and the
/// distributions that need not be stated (3.1.1.3.2.2).</summary>
internal static class ZstdCodes
{
    // Columns of numbers are easier to compare with the specification than one number a line.
    // csharpier-ignore-start

    /// <summary>Base of a literal length code (24 bits) and its extra bits (8 bits).</summary>
    internal static ReadOnlySpan<int> LiteralLengthCodes =>
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        16 | 1 << 24, 18 | 1 << 24, 20 | 1 << 24, 22 | 1 << 24,
        24 | 2 << 24, 28 | 2 << 24, 32 | 3 << 24, 40 | 3 << 24,
        48 | 4 << 24, 64 | 6 << 24, 128 | 7 << 24, 256 | 8 << 24,
        512 | 9 << 24, 1024 | 10 << 24, 2048 | 11 << 24, 4096 | 12 << 24,
        8192 | 13 << 24, 16384 | 14 << 24, 32768 | 15 << 24, 65536 | 16 << 24,
    ];

    /// <summary>Base of a match length code (24 bits) and its extra bits (8 bits).</summary>
    internal static ReadOnlySpan<int> MatchLengthCodes =>
    [
        3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18,
        19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34,
        35 | 1 << 24, 37 | 1 << 24, 39 | 1 << 24, 41 | 1 << 24,
        43 | 2 << 24, 47 | 2 << 24, 51 | 3 << 24, 59 | 3 << 24,
        67 | 4 << 24, 83 | 4 << 24, 99 | 5 << 24, 131 | 7 << 24,
        259 | 8 << 24, 515 | 9 << 24, 1027 | 10 << 24, 2051 | 11 << 24,
        4099 | 12 << 24, 8195 | 13 << 24, 16387 | 14 << 24, 32771 | 15 << 24,
        65539 | 16 << 24,
    ];

    internal static ReadOnlySpan<short> UsualLiteralLengths =>
    [
        4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2, 1, 1, 1, 1, 1,
        -1, -1, -1, -1,
    ];

    internal static ReadOnlySpan<short> UsualOffsets =>
    [
        1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1,
    ];

    internal static ReadOnlySpan<short> UsualMatchLengths =>
    [
        1, 4, 3, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
        1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1, -1,
    ];

    // csharpier-ignore-end
}
