using System.Text;
using System.Text.Json.Nodes;

namespace Lambda.Native.Tasks;

/// <summary>An image in a tar file, in the Open Container Initiative's layout, as the .NET SDK writes it: https://github.com/opencontainers/image-spec/blob/main/image-layout.md</summary>
internal sealed class ImageArchive : IDisposable
{
    private const int MaxDocumentLength = 16 << 20;

    private readonly Stream _file;
    private readonly Dictionary<string, (long Offset, long Length)> _entries = new(StringComparer.Ordinal);

    private ImageArchive(Stream file) => _file = file;

    /// <summary>The manifest as it is in the archive, which is what its digest is of.</summary>
    internal byte[] ManifestBytes { get; private set; } = [];

    internal JsonObject Manifest { get; private set; } = [];

    internal JsonObject Configuration { get; private set; } = [];

    /// <exception cref="InvalidDataException">It is not such a file.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    internal static ImageArchive Open(string path)
    {
        var archive = new ImageArchive(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read));
        try
        {
            archive.ReadEntries();
            JsonObject index = archive.Document("index.json");
            archive.ManifestBytes = archive.Blob(Digest(index["manifests"]?[0]));
            archive.Manifest = JsonNode.Parse(archive.ManifestBytes)!.AsObject();
            archive.Configuration = JsonNode.Parse(archive.Blob(Digest(archive.Manifest["config"])))!.AsObject();
            return archive;
        }
        catch (Exception damage) when (damage is System.Text.Json.JsonException or InvalidOperationException or ArgumentException)
        {
            archive.Dispose();
            throw new InvalidDataException(damage.Message, damage);
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    }

    internal static string BlobPath(string digest) => "blobs/" + digest.Replace(':', '/');

    internal static string Digest(JsonNode? descriptor) => (string?)descriptor?["digest"] ?? throw new InvalidDataException("a descriptor has no digest.");

    internal bool Has(string digest) => _entries.ContainsKey(BlobPath(digest));

    internal long BlobLength(string digest) => Entry(BlobPath(digest)).Length;

    internal Stream OpenBlob(string digest)
    {
        (long offset, long length) = Entry(BlobPath(digest));
        return new Part(_file, offset, length);
    }

    public void Dispose() => _file.Dispose();

    private byte[] Blob(string digest)
    {
        byte[] bytes = Bytes(BlobPath(digest));
        return ImageLayer.DigestOf(bytes) == digest ? bytes : throw new InvalidDataException($"{digest} is damaged.");
    }

    private JsonObject Document(string path) => JsonNode.Parse(Bytes(path))!.AsObject();

    private byte[] Bytes(string path)
    {
        (long offset, long length) = Entry(path);
        if (length > MaxDocumentLength)
            throw new InvalidDataException($"{path} is too large.");
        var bytes = new MemoryStream();
        using var content = new Part(_file, offset, length);
        content.CopyTo(bytes);
        return bytes.ToArray();
    }

    private (long Offset, long Length) Entry(string path) =>
        _entries.TryGetValue(path, out (long, long) entry) ? entry : throw new InvalidDataException($"there is no {path} in it.");

    private void ReadEntries()
    {
        var block = new byte[TarHeader.BlockLength];
        while (_file.Read(block, 0, block.Length) == block.Length && block[0] != 0)
        {
            long length = TarHeader.ReadNumber(block, TarHeader.SizeOffset, TarHeader.LongNumberLength);
            if (length < 0 || length > _file.Length - _file.Position || TarHeader.ReadNumber(block, TarHeader.ChecksumOffset, TarHeader.ShortNumberLength) != TarHeader.Checksum(block))
                throw new InvalidDataException("it is no tar file, or a damaged one.");
            // The names in the layout fit into the header; attributes before an entry add nothing that is needed.
            if (block[TarHeader.TypeOffset] is TarHeader.RegularFile or 0)
                _entries[Encoding.ASCII.GetString(block, 0, TarHeader.NameLength).TrimEnd('\0')] = (_file.Position, length);
            _file.Position += length + TarHeader.Padding(length);
        }
    }

    /// <summary>A part of the archive, read where it lies. Only one of them may be read at a time.</summary>
    private sealed class Part(Stream file, long offset, long length) : Stream
    {
        private long _position;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => length;
        public override long Position { get => _position; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int start, int count)
        {
            file.Position = offset + _position;
            int read = file.Read(buffer, start, (int)Math.Min(count, length - _position));
            _position += read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long place, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int start, int count) => throw new NotSupportedException();
    }
}
