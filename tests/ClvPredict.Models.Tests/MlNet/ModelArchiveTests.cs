using System.IO.Compression;
using System.Text;
using ClvPredict.Models.MlNet;

namespace ClvPredict.Models.Tests.MlNet;

public class ModelArchiveTests
{
    [Fact]
    public void Write_Entries_SystemZipReadsThem()
    {
        var zip = Write(("a/b.txt", "hello"u8.ToArray()), ("leer", []), ("größe", new byte[5000]));

        using var archive = new ZipArchive(new MemoryStream(zip));

        archive.Entries.Select(e => e.FullName).ShouldBe(["a/b.txt", "leer", "größe"]);
        archive.Entries[0].LastWriteTime.DateTime.ShouldBe(new DateTime(1980, 1, 1));
        archive
            .Entries.Select(Content)
            .ShouldBe([
                [.. "hello"u8],
                [],
                new byte[5000],
            ]);
    }

    [Fact]
    public void Write_SameEntriesTwice_GivesTheSameBytes() =>
        Write(("a", new byte[999]), ("b", [1, 2]))
            .ShouldBe(Write(("a", new byte[999]), ("b", [1, 2])));

    [Fact]
    public void Read_WhatWasWritten_GivesTheEntriesInOrder()
    {
        var archive = Read(Write(("b/x", [1, 2, 3]), ("a", new byte[100_000])));

        archive.Names.ShouldBe(["b/x", "a"]);
        archive.Get("b/x").ToArray().ShouldBe([1, 2, 3]);
        archive.Get("a").Length.ShouldBe(100_000);
        archive.TryGet("A", out _).ShouldBeFalse();
    }

    [Fact]
    public void Read_ZipOfSystemZipWithDescriptors_GivesTheEntries()
    {
        using var stream = new ForwardOnlyStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            archive.CreateEntry("folder/");
            using var entry = archive.CreateEntry("folder\\file").Open();
            entry.Write("text"u8);
        }

        var read = Read(stream.Written.ToArray());

        read.Names.ShouldBe(["folder/file"]);
        read.Get("folder/file").ToArray().ShouldBe("text"u8.ToArray());
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("a/../x")]
    [InlineData("a\\..\\x")]
    [InlineData("/x")]
    [InlineData("\\x")]
    [InlineData("C:\\x")]
    [InlineData("a//x")]
    [InlineData("./x")]
    [InlineData("a\nx")]
    public void Read_NameThatLeadsElsewhere_IsRefused(string name) =>
        Should
            .Throw<ModelPackageException>(() => Read(SystemZip((name, [1]))))
            .Message.ShouldContain("refused");

    [Theory]
    [InlineData("a/x", "a/x")]
    [InlineData("a/x", "a\\x")]
    public void Read_NameTwice_IsRefused(string first, string second) =>
        Should
            .Throw<ModelPackageException>(() => Read(SystemZip((first, [1]), (second, [2]))))
            .Message.ShouldBe("Entry 'a/x' is in the model zip twice.");

    [Fact]
    public void Read_ZipBomb_IsRefusedBeforeUnpacking()
    {
        var zip = SystemZip(("bomb", new byte[4 << 20]));

        Should.Throw<ModelPackageException>(() => Read(zip)).Message.ShouldContain("200 : 1");
    }

    [Fact]
    public void Read_EntriesThatShareTheirBytes_AreRefused()
    {
        var zip = SystemZip(("a", RandomBytes(3000)), ("b", RandomBytes(3000)));
        int directory = FindDirectory(zip, 1);
        // The second entry of the directory points at more bytes than are left beside the first.
        BitConverter.TryWriteBytes(zip.AsSpan(directory + 20), zip.Length - 100);

        Should.Throw<ModelPackageException>(() => Read(zip));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(-10)]
    [InlineData(400_000_000)]
    [InlineData(int.MaxValue)]
    public void Read_LyingLength_IsRefused(int change)
    {
        var zip = SystemZip(("a", Encoding.ASCII.GetBytes(new string('x', 300) + "yz")));
        int directory = FindDirectory(zip, 0);
        BitConverter.TryWriteBytes(zip.AsSpan(directory + 24), 302 + change);

        Should.Throw<ModelPackageException>(() => Read(zip)).Message.ShouldContain("'a'");
    }

    [Fact]
    public void Read_ChangedContent_IsRefused()
    {
        var zip = Write(("stored", RandomBytes(64)));
        zip[40] ^= 1;

        Should.Throw<ModelPackageException>(() => Read(zip)).Message.ShouldContain("checksum");
    }

    [Fact]
    public void Read_NoZip_IsRefused()
    {
        Should.Throw<ModelPackageException>(() => Read([]));
        Should.Throw<ModelPackageException>(() => Read("customer_id,amount\n1,2\n"u8.ToArray()));
    }

    [Fact]
    public void Read_EveryTruncation_IsRefused()
    {
        var zip = Write(("a", RandomBytes(20)), ("b/c", new byte[30]));

        for (int length = 0; length < zip.Length; length++)
            Should.Throw<ModelPackageException>(() => Read(zip[..length]));
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("")]
    public void Write_NameNotAllowed_Throws(string name) =>
        Should.Throw<ArgumentException>(() => Write((name, [1])));

    [Fact]
    public void Write_ContentThatPacksTooWell_IsStoredSoThatItReads()
    {
        var zip = Write(("zeros", new byte[2 << 20]));

        Read(zip).Get("zeros").Length.ShouldBe(2 << 20);
    }

    private static ModelArchive Read(byte[] zip) => ModelArchive.Read(new MemoryStream(zip));

    private static byte[] Write(params (string Name, byte[] Content)[] entries)
    {
        using var stream = new MemoryStream();
        ModelArchive.Write(stream, entries.Select(e => (e.Name, (ReadOnlyMemory<byte>)e.Content)));
        return stream.ToArray();
    }

    private static byte[] SystemZip(params (string Name, byte[] Content)[] entries)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = archive.CreateEntry(name, CompressionLevel.SmallestSize).Open();
                entry.Write(content);
            }
        }
        return stream.ToArray();
    }

    private static int FindDirectory(byte[] zip, int index)
    {
        int at = 0;
        for (int i = 0; i <= index; i++)
            at += zip.AsSpan(at + i).IndexOf("PK\x01\x02"u8) + i;
        return at;
    }

    private static byte[] RandomBytes(int count)
    {
        var bytes = new byte[count];
        new Random(9).NextBytes(bytes);
        return bytes;
    }

    private static byte[] Content(ZipArchiveEntry entry)
    {
        using var content = new MemoryStream();
        using var stream = entry.Open();
        stream.CopyTo(content);
        return content.ToArray();
    }

    /// <summary>Makes the writer put sizes behind the contents.</summary>
    private sealed class ForwardOnlyStream : Stream
    {
        public MemoryStream Written { get; } = new();

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => Written.Position;
            set => throw new NotSupportedException();
        }

        public override void Flush() { }

        public override int Read(byte[] buffer, int offset, int count) =>
            throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) =>
            throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) =>
            Written.Write(buffer, offset, count);
    }
}
