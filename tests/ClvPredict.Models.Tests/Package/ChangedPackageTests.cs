using System.IO.Compression;
using ClvPredict.Models.MlNet;

namespace ClvPredict.Models.Package.Tests;

/// <summary>A changed byte either changes nothing that is loaded or is refused with one sentence.</summary>
public class ChangedPackageTests
{
    private static readonly byte[] s_zip = ModelPackage.ToBytes(SampleModel.Create());

    [Fact]
    public void Load_BytesOfTheFileChanged_IsRefusedOrTheSameModel()
    {
        var harmless = 0;
        for (var at = 0; at < s_zip.Length; at += 5)
        {
            if (LoadChanged(s_zip, at, at % 8) is { } loaded)
            {
                ModelPackage.ToBytes(loaded).SequenceEqual(s_zip).ShouldBeTrue($"byte {at}");
                harmless++;
            }
        }

        // Times, versions of the zip program and what is said twice in front of the contents: 30 and 46 bytes an entry.
        harmless.ShouldBeLessThan(76 / 5 * ModelArchive.Read(new MemoryStream(s_zip)).Names.Length);
    }

    [Fact]
    public void Load_AnyByteOfAnyEntryChangedUnderAFreshChecksum_IsRefused()
    {
        using var source = new ZipArchive(new MemoryStream(s_zip));
        var entries = source.Entries.Select(e => (e.FullName, Content: Bytes(e))).ToList();
        foreach (var (name, content) in entries)
        {
            // Every byte of small entries, a dense sample of the large ones.
            for (var at = 0; at < content.Length; at += content.Length < 2000 ? 1 : 37)
            {
                var changed = content.ToArray();
                changed[at] ^= (byte)(1 << (at % 8));
                var archive = new ModelArchive([
                    .. entries.Select(e =>
                        (
                            e.FullName,
                            (ReadOnlyMemory<byte>)(e.FullName == name ? changed : e.Content)
                        )
                    ),
                ]);

                var error = Should.Throw<ModelPackageException>(
                    () => ModelPackage.Load(archive),
                    $"byte {at} of {name}"
                );

                error.Message.ShouldNotContain('\n');
            }
        }
    }

    [Fact]
    public void Load_EntryAdded_IsRefusedByName()
    {
        var archive = ModelArchive.Read(new MemoryStream(s_zip));
        var added = new ModelArchive([
            .. archive.Names.Select(n => (n, archive.Get(n))),
            ("clv/extra.json", new byte[] { 1 }),
        ]);

        Should
            .Throw<ModelPackageException>(() => ModelPackage.Load(added))
            .Message.ShouldContain("clv/extra.json");
    }

    [Theory]
    [InlineData("clv/prior.json", "\"purchases\": [", "\"nothing\": [", "no purchase model")]
    [InlineData("clv/prior.json", "Pareto/NBD", "Pareto/XYZ", "does not know")]
    [InlineData("clv/intervals.json", "\"sigma\": [", "\"sigma\": [1,", "every coverage")]
    [InlineData("clv/intervals.json", "\"nominal\": 0.8", "\"nominal\": 0.7", "every coverage")]
    [InlineData("clv/manifest.json", "\"26w\"", "\"soon\"", "states no horizon")]
    [InlineData("clv/golden-rows.csv", "0.", "1.", "does not agree")]
    public void Load_EntryThatIsSignedAgainAndMakesNoSense_IsRefused(
        string entry,
        string found,
        string instead,
        string message
    )
    {
        var archive = ModelArchive.Read(new MemoryStream(s_zip));
        var text = System.Text.Encoding.UTF8.GetString(archive.Get(entry).Span);
        text.ShouldContain(found);
        var changed = System.Text.Encoding.UTF8.GetBytes(
            text.Replace(found, instead, StringComparison.Ordinal)
        );
        var entries = archive
            .Names.Where(n => n != ModelPackage.DigestsEntry)
            .Select(n => (n, n == entry ? (ReadOnlyMemory<byte>)changed : archive.Get(n)))
            .ToList();
        entries.Add((ModelPackage.DigestsEntry, ModelPackage.DigestsOf(entries)));

        Should
            .Throw<ModelPackageException>(() => ModelPackage.Load(new ModelArchive(entries)))
            .Message.ShouldContain(message);
    }

    /// <summary>The model of a zip with one bit turned over; null when it is refused.</summary>
    private static ClvModel? LoadChanged(byte[] zip, int at, int bit)
    {
        var changed = zip.ToArray();
        changed[at] ^= (byte)(1 << bit);
        try
        {
            return ModelPackage.Load(ModelArchive.Read(new MemoryStream(changed)));
        }
        catch (ModelPackageException error)
        {
            error.Message.ShouldNotContain('\n');
            return null;
        }
    }

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
