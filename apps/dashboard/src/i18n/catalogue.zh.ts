/** What the catalogue says of tasks and their fields, by its English text; units and bounds are told apart. */
export const catalogueZh: Readonly<Record<string, string>> = {
  'What a media file holds: streams, duration, frame rate, codecs; a thumbnail strip on request':
    '媒体文件的内容：流、时长、帧率、编码；可附带缩略图条',
  'video or audio file': '视频或音频文件',
  'pictures in the thumbnail strip; 0 makes none': '缩略图条中的图片数；0 表示不生成',
  'The audio of a video as a file of its own, by default 16 kHz mono PCM':
    '把视频的声音存为单独的文件，默认为 16 kHz 单声道 PCM',
  'format of the audio file': '音频文件的格式',
  'samples per second': '采样率',
  'channels of the audio file': '音频文件的声道数',
  'which audio stream, counted from 0': '使用哪个音频流，从 0 数起',
  'where to begin': '从何处开始',
  'where to end': '到何处结束',
  'bring the loudness to -16 LUFS (EBU R128)': '把响度调整到 -16 LUFS（EBU R128）',
  'Pictures of a video, spread evenly or at scene changes': '视频截图，均匀分布或取自场景变化处',
  'video file': '视频文件',
  'how many pictures': '图片数量',
  'spread evenly, or where the scene changes most': '均匀分布，或取场景变化最大处',
  'format of the pictures': '图片格式',
  'The subtitle area of a video, one picture each time it changed': '视频的字幕区域，每次变化生成一张图片',
  'least pictures looked at per second; a video that has more is looked at picture by picture, up to 30':
    '每秒至少查看的画面数；视频帧率更高时逐帧查看，最多 30',
  'area of the subtitles [x1, y1, x2, y2] in pixels; taken from paddleocr.detect_subtitle_area when missing':
    '字幕区域 [x1, y1, x2, y2]，单位像素；未给出时取自 paddleocr.detect_subtitle_area',
  'Draws subtitles into the picture of a video': '把字幕画进视频画面',
  'SRT, VTT or ASS file; taken from an earlier stage when missing': 'SRT、VTT 或 ASS 文件；未给出时取自之前的阶段',
  'size of the letters for SRT and VTT (points at 288 lines)': 'SRT 和 VTT 的字号（以 288 行为准的磅数）',
  'quality: 0 lossless to 51 worst (x264 CRF)': '画质：0 无损，51 最差（x264 CRF）',
  'Brings subtitles and audio into a video as tracks, without touching the picture':
    '把字幕和声音作为轨道加入视频，不改动画面',
  'video file; its picture and its own subtitle tracks stay as they are': '视频文件；其画面和已有字幕轨保持不变',
  'SRT, VTT or ASS file that becomes a track of its own, as plain text; taken from an earlier stage when missing':
    '作为单独轨道加入的 SRT、VTT 或 ASS 文件（纯文本）；未给出时取自之前的阶段',
  'language of the subtitles, e.g. eng': '字幕的语言，例如 eng',
  'title of the subtitle track': '字幕轨的标题',
  'players show the new subtitles without being asked': '播放器默认显示新字幕',
  'audio file (or video, for its first audio) to bring in': '要加入的音频文件（若为视频，取其第一条音轨）',
  'the new audio instead of all old audio, mixed with the first old track into one, or as one more track':
    '用新声音替换全部原声、与第一条原声混合，或另加一条音轨',
  'language of the new audio, e.g. eng': '新声音的语言，例如 eng',
  'loudness of the new audio; 1: as it is': '新声音的音量；1 表示不变',
  'loudness of the old audio in a mix; 1: as it is': '混合时原声的音量；1 表示不变',
  'container of the new file; mkv holds any codec': '新文件的封装格式；mkv 可容纳任何编码',
  'Cuts audio into a file for each subtitle, segment or turn of a speaker': '按字幕、片段或说话人把声音切成多个文件',
  'audio or video file; taken from an earlier stage when missing': '音频或视频文件；未给出时取自之前的阶段',
  'where to cut: SRT, VTT or ASS file, or JSON with segments or a diarization; taken from an earlier stage when missing':
    '切分依据：SRT、VTT 或 ASS 文件，或含片段或说话人分离结果的 JSON；未给出时取自之前的阶段',
  'a directory for each speaker': '每个说话人一个目录',
  'format of the files': '文件格式',
  'channels of the files': '文件的声道数',
  'shorter parts are left out': '略去更短的部分',
  'longer parts are cut into even pieces': '更长的部分均匀切开',
  'what lies between the parts becomes files too': '各部分之间的间隔也存为文件',
  'The speech of an audio or video file as text with times: JSON, SRT, WebVTT and plain text':
    '把音频或视频中的语音转成带时间的文字：JSON、SRT、WebVTT 和纯文本',
  'beams of the search at temperature 0': '温度为 0 时的搜索束数',
  'texts drawn at a temperature above 0': '温度大于 0 时的采样次数',
  'beam search goes on until beam_size x patience texts are complete':
    '束搜索进行到完成 beam_size × patience 个文本为止',
  'exponent of the length by which scores are divided': '得分按长度的这个次方归一',
  'temperature, or several that are tried in turn until a text passes the thresholds':
    '温度；可给出多个，依次尝试直到文本通过阈值',
  'a text that deflates by more than this repeats itself': '压缩比超过此值的文本视为重复',
  'a text with a lower mean log-probability per token is a failure': '每个词元的平均对数概率低于此值的文本视为失败',
  'what failed and is this likely without speech is left out': '失败且无语音概率达到此值的部分会被略去',
  'give each window of 30 s the text before it, within one part of the audio':
    '在同一段声音内，把之前的文本提供给每个 30 秒窗口',
  'with word times: an improbable segment inside silence longer than this is left out':
    '启用词时间时：略去处于长于此值的静音中且不可信的片段',
  'above 1 makes tokens that were written less likely': '大于 1 时降低已出现词元的概率',
  'token sequences of this length occur once; 0 for no rule': '此长度的词元序列只出现一次；0 表示不限',
  'tokens that are never written; -1 stands for all that name sounds other than speech':
    '从不写出的词元；-1 代表所有表示非语音声响的词元',
  'audio or video file; taken from ffmpeg.extract_audio when missing':
    '音频或视频文件；未给出时取自 ffmpeg.extract_audio',
  'Whisper model: a name such as base, small.en or Systran/faster-whisper-large-v3, or a directory /share/... with a CTranslate2 model; by default the WHISPER_MODEL of the worker':
    'Whisper 模型：名称（如 base、small.en 或 Systran/faster-whisper-large-v3），或含 CTranslate2 模型的目录 /share/...；默认为工作进程的 WHISPER_MODEL',
  'language of the speech as Whisper writes it: en, zh, de, ...; auto finds it out':
    '语音的语言，按 Whisper 的写法：en、zh、de 等；auto 为自动识别',
  'write what is said, or its translation into English': '写出所说的内容，或其英文翻译',
  'times of every word': '每个词的时间',
  'names, terms and style the speech may have': '语音中可能出现的名称、术语和文体',
  'leave out what is not speech': '略去非语音部分',
  'how likely speech must be for the VAD': 'VAD 判定为语音的概率下限',
  'only so much speech from the beginning is transcribed; all when missing': '只转写开头这么多语音；留空则全部转写',
  'where the model runs; auto: on the GPU when the worker has one': '模型在何处运行；auto：工作进程有 GPU 时用 GPU',
  'where a local model runs; auto: on the GPU when the worker has one':
    '本地模型在何处运行；auto：工作进程有 GPU 时用 GPU',
  'Where in the picture the subtitles stand': '字幕在画面中的位置',
  'OCR model of the catalogue; by default the OCR_MODEL of the worker': '目录中的 OCR 模型；默认为工作进程的 OCR_MODEL',
  'directory of pictures; taken from ffmpeg.extract_keyframes when missing':
    '图片目录；未给出时取自 ffmpeg.extract_keyframes',
  'Puts many subtitle pictures below each other into few': '把许多字幕图片上下拼成少数几张',
  'directory of cropped pictures; taken from ffmpeg.crop_subtitle_images when missing':
    '裁剪图片的目录；未给出时取自 ffmpeg.crop_subtitle_images',
  'manifest of the pictures; taken from ffmpeg.crop_subtitle_images when missing':
    '图片清单；未给出时取自 ffmpeg.crop_subtitle_images',
  'most pictures stitched into one; fewer where they are large': '每张最多拼接的图片数；图片较大时更少',
  'Reads the text of a picture, of the pages of a PDF, or of stitched subtitle pictures':
    '识别图片、PDF 页面或拼接字幕图片中的文字',
  'manifest of stitched pictures; taken from paddleocr.create_stitched_images when missing':
    '拼接图片的清单；未给出时取自 paddleocr.create_stitched_images',
  'stitched pictures; taken from paddleocr.create_stitched_images when missing':
    '拼接图片；未给出时取自 paddleocr.create_stitched_images',
  'one picture (PNG, JPEG, WebP, TIFF) or a PDF instead of stitched ones':
    '用一张图片（PNG、JPEG、WebP、TIFF）或一个 PDF 代替拼接图片',
  'first page of a PDF that is read': 'PDF 识别的起始页',
  'last page of a PDF that is read; by default its last one; at most 500 pages are read':
    'PDF 识别的末页；默认为最后一页；最多识别 500 页',
  'dots per inch in which the pages of a PDF are drawn': '绘制 PDF 页面的分辨率（每英寸点数）',
  'Merges equal neighbours of the OCR results into subtitles': '把 OCR 结果中相邻的相同文字合并成字幕',
  'results of the OCR; taken from paddleocr.perform_ocr when missing': 'OCR 结果；未给出时取自 paddleocr.perform_ocr',
  'manifest of the pictures with their times; taken from ffmpeg.crop_subtitle_images when missing':
    '带时间的图片清单；未给出时取自 ffmpeg.crop_subtitle_images',
  'the video; not needed, because the manifest tells the times': '视频；可不填，因为清单中已有时间',
  'Burnt-in subtitles of a video as SRT, in one call; texts that stand for less than 0.3 s are not seen':
    '一步把视频画面中的字幕转成 SRT；显示不足 0.3 秒的文字看不到',
  'area of the subtitles [x1, y1, x2, y2] in pixels; found by looking when missing':
    '字幕区域 [x1, y1, x2, y2]，单位像素；未给出时自动查找',
  'Subtitle files (SRT, WebVTT, ASS, JSON) from timed segments': '由带时间的片段生成字幕文件（SRT、WebVTT、ASS、JSON）',
  'JSON with segments [{start, end, text, speaker?, words?}]; taken from an earlier stage when missing':
    '含片段 [{start, end, text, speaker?, words?}] 的 JSON；未给出时取自之前的阶段',
  'formats to write': '要生成的格式',
  'length of the audio; no subtitle ends after it; 0: unknown': '声音的长度，字幕不会超过它；0 表示未知',
  'language of the text, written into the JSON': '文字的语言，会写入 JSON',
  'name of the files without extension': '文件名，不含扩展名',
  'characters per line before a line is broken': '每行字符数，超过则换行',
  'lines per subtitle; longer text is split in time': '每条字幕的行数；更长的文字按时间拆分',
  'shortest gap between two subtitles': '两条字幕之间的最短间隔',
  'a subtitle with more characters a second stays for longer, where there is time after it; 0: no limit':
    '每秒字符更多的字幕会在时间允许时多停留；0 表示不限',
  'subtitles of people who speak at once follow each other instead of overlapping':
    '多人同时说话时，字幕先后显示而不重叠',
  'Names the speaker of each segment: who speaks for most of it': '标出每个片段的说话人：说话最多的人',
  'JSON with segments [{start, end, text, words?}]; taken from an earlier stage when missing':
    '含片段 [{start, end, text, words?}] 的 JSON；未给出时取自之前的阶段',
  'the segments themselves; they go before segments_file': '片段本身；优先于 segments_file',
  'JSON of a diarization with segments [{start, end, speaker}]; taken from an earlier stage when missing':
    '含片段 [{start, end, speaker}] 的说话人分离 JSON；未给出时取自之前的阶段',
  'the turns [{start, end, speaker}] themselves; they go before diarization_file':
    '说话轮次 [{start, end, speaker}] 本身；优先于 diarization_file',
  'Parts segments at the words where the speaker changes': '在说话人变换的词处切分片段',
  'One segment for each turn of a speaker, with all that is said in it': '说话人每说一段话成为一个片段，包含其全部内容',
  'share of a word (or of a segment without words) that must lie in a turn to belong to it':
    '词（或无词的片段）有多大比例落在某轮说话中才归属于它',
  'Puts a corrected text back into its segments, each word at the time when it is said':
    '把校正后的文本放回各片段，每个词对应其说出的时间',
  'the corrected text of all segments': '所有片段的校正文本',
  'a text file with the corrected text; optimized_text goes before it': '含校正文本的文本文件；optimized_text 优先',
  'write a report of what changed': '生成改动报告',
  'Parts a text into subtitles at the ends of its sentences, timed by the words that were said':
    '在句末把文本切成字幕，时间取自所说的词',
  'the text': '文本',
  'a text file; subtitle_text goes before it': '文本文件；subtitle_text 优先',
  'the words that were said [{word, start, end}]; they go before words_json_path':
    '所说的词 [{word, start, end}]；优先于 words_json_path',
  'JSON with words [{word, start, end}], or with segments that have them; taken from an earlier stage when missing':
    '含词 [{word, start, end}] 或含带词片段的 JSON；未给出时取自之前的阶段',
  'most characters of a subtitle': '每条字幕的最多字符数',
  'language of the text, e.g. en; its rules say where sentences end': '文本的语言，例如 en；按其规则判断句末',
  'Segments as a voice speaks them: without sounds in brackets, parts of a sentence joined':
    '适合朗读的片段：去掉括号中的声响，合并同一句的各部分',
  'parts of a sentence with less time between them are spoken as one': '间隔小于此值的同句部分会连读',
  'most characters that are joined': '合并后的最多字符数',
  'A video without its burnt-in subtitles, by an area or by the boxes of an OCR; in an area, texts that stand for less than 0.3 s are not seen':
    '去掉视频画面中的字幕，按区域或 OCR 文字框；按区域时，显示不足 0.3 秒的文字看不到',
  'video file; everything but its picture stays as it is': '视频文件；除画面外一切保持不变',
  'area of the subtitles [x1, y1, x2, y2] in pixels; only the text in it is touched; taken from an earlier stage when missing':
    '字幕区域 [x1, y1, x2, y2]，单位像素；只改动其中的文字；未给出时取自之前的阶段',
  'JSON: where text stands in the picture and when, {width, height, texts: [{start, end, boxes: [[x1, y1, x2, y2]]}]}, width and height of this video; it is removed there and then, and 0.16 s before and after because it may fade; taken from paddleocr.extract_subtitles or paddleocr.postprocess_and_finalize when missing; without it text is looked for in subtitle_area':
    'JSON：文字何时出现在画面何处，{width, height, texts: [{start, end, boxes: [[x1, y1, x2, y2]]}]}，宽高为此视频的宽高；在这些位置和时间去除，并因可能有淡入淡出而前后各多 0.16 秒；未给出时取自 paddleocr.extract_subtitles 或 paddleocr.postprocess_and_finalize；没有时在 subtitle_area 中查找文字',
  'fast: fills the box around each line of text from its border; quality: paints over the strokes of the letters alone, much slower; model: a network (LaMa) paints what the strokes hid, slowest, where its weights are present':
    'fast：用边缘填充每行文字的框；quality：只修补笔画，慢得多；model：由网络（LaMa）修补笔画遮住的内容，最慢，需有其权重',
  'Proofreads, translates or summarizes a text of any length with a language model':
    '用语言模型校对、翻译或概括任意长度的文本',
  'local, or the name of an OpenAI-compatible server of the worker; by default its LLM_PROVIDER':
    'local，或工作进程所配置的 OpenAI 兼容服务器的名称；默认为其 LLM_PROVIDER',
  'local: a model by name, or a GGUF file /share/...; else a model of that server; by default the standard one':
    'local：模型名称或 GGUF 文件 /share/...；否则为该服务器的模型；默认为标准模型',
  'how freely it chooses its words; 0: always the likeliest': '用词的自由程度；0：总选最可能的词',
  'what is done with the text; custom: what the prompt says': '对文本做什么；custom：按提示词',
  'the text; it goes before input_file': '文本；优先于 input_file',
  'text file; taken from an earlier stage when missing': '文本文件；未给出时取自之前的阶段',
  'further instructions; those of a custom action, where {text} stands for the text':
    '附加说明；custom 操作时即为提示词，其中 {text} 代表文本',
  'language of a translation or summary, such as French': '翻译或概括所用的语言，例如 French',
  'longest part of the text that is given to the model at once; by default what fits':
    '一次提供给模型的最长文本；默认为模型能容纳的长度',
  'Speaks a text, sentence by sentence': '逐句朗读文本',
  'name of a voice, as tts.list_voices tells them; by default one of the language, or the standard one':
    '声音的名称，见 tts.list_voices；默认为该语言的声音或标准声音',
  'language of the text (BCP 47, e.g. en or pt-BR), by which a voice is chosen where none is named':
    '文本的语言（BCP 47，如 en 或 pt-BR），未指定声音时据此选择',
  'format of the audio file; pcm: bare samples, 24 kHz, 16 bits, mono':
    '音频文件的格式；pcm：无文件头的采样，24 kHz，16 位，单声道',
  'recording whose voice is imitated; no voice here can do that yet': '要模仿其声音的录音；目前没有声音能做到',
  'what is spoken': '朗读的内容',
  'how fast, beside the natural speed of the voice': '相对于自然语速的倍数',
  'pause between two sentences': '两句之间的停顿',
  'One audio track on which each subtitle is spoken in its time': '一条音轨，每条字幕在其时间内朗读',
  'subtitles: SRT, WebVTT, ASS or JSON segments; taken from an earlier stage when missing':
    '字幕：SRT、WebVTT、ASS 或 JSON 片段；未给出时取自之前的阶段',
  'voices by speaker, e.g. {"SPEAKER_00": "en_US-joe-medium"}':
    '各说话人的声音，例如 {"SPEAKER_00": "en_US-joe-medium"}',
  'how much faster a subtitle may be spoken to fit its time': '为适应时间，语速最多可加快的倍数',
  'silence kept before the next subtitle': '下一条字幕之前保留的静音',
  'length of the track, e.g. that of the video; by default it ends with the last subtitle':
    '音轨的长度，例如视频的长度；默认到最后一条字幕为止',
  'The voices there are, each with a sentence spoken by it': '现有的声音，各附一句示例',
  'only voices of this language (BCP 47)': '只列出此语言的声音（BCP 47）',
  'let each voice that is here speak a sentence': '让每个可用的声音读一句话',
  'Who speaks when in an audio or video file, overlaps included: JSON and RTTM':
    '音频或视频中谁在何时说话，包括重叠：JSON 和 RTTM',
  'how many speakers there are, where that is known': '已知的说话人数',
  'fewest speakers there can be': '最少的说话人数',
  'most speakers there can be': '最多的说话人数',
  'one speaker at a time: where several speak, only the one who is heard best':
    '同一时间只有一个说话人：多人说话时只取最清楚的',
  'from one window of 10 s to the next; less is more exact in overlaps and takes more time':
    '10 秒窗口之间的步长；越小，重叠处越精确，用时越多',
  'false: all is done here, and nothing is sent to a paid service': 'false：一切在本机完成，不发送给付费服务',
  'The segments of a diarization, all or those of one speaker': '说话人分离的片段，全部或某个说话人的',
  'JSON of a diarization with segments [{start, end, speaker}]; taken from pyannote_audio.diarize_speakers when missing':
    '含片段 [{start, end, speaker}] 的说话人分离 JSON；未给出时取自 pyannote_audio.diarize_speakers',
  'whose segments, as detected_speakers names them; all when missing': '谁的片段，名称见 detected_speakers；留空则全部',
  'What is wrong with a diarization: entries that cannot be read, times that contradict each other':
    '检查说话人分离结果的问题：无法读取的条目、互相矛盾的时间',
  'A video without what stands in one area of its picture, such as a logo': '去掉视频画面某个区域的内容，例如台标',
  'area [x1, y1, x2, y2] in pixels, e.g. of a logo; all of it is painted over':
    '区域 [x1, y1, x2, y2]，单位像素，例如台标；全部修补',
  'fast: fills the area from its border; quality: goes on with what comes to the border, much slower; model: a network (LaMa) paints it, slowest, where its weights are present':
    'fast：用边缘填充区域；quality：延续边缘处的内容，慢得多；model：由网络（LaMa）修补，最慢，需有其权重',
  'The reply of a language model to a conversation, as text or as JSON of a given form':
    '语言模型对对话的回复，为文本或指定形式的 JSON',
  'the conversation: {role: system | user | assistant, content}': '对话：{role: system | user | assistant, content}',
  'JSON Schema of an object; the reply is JSON that fits it, or the task fails':
    '对象的 JSON Schema；回复是符合它的 JSON，否则任务失败',
  'longest reply; by default what the context has room for, at most 1024':
    '回复的最大长度；默认为上下文剩余空间，最多 1024',
  'the reply ends before the first of these texts': '回复在首次出现这些文本之前结束',
  'words are chosen among the likeliest that together are this likely': '从累计概率达到此值的最可能的词中选择',
  'the same seed gives the same reply, where the model can': '在模型支持时，相同的种子得到相同的回复',
  'put the reply into the event log as it comes': '回复产生时即写入事件日志',
  'tries after a reply that does not fit response_schema': '回复不符合 response_schema 时的重试次数',
  'Translates subtitles; their number and times stay': '翻译字幕；条数和时间不变',
  'JSON with segments, or SRT, VTT or ASS; taken from an earlier stage when missing':
    '含片段的 JSON，或 SRT、VTT、ASS；未给出时取自之前的阶段',
  'longest silence of a server; by default that of its entry in LLM_PROVIDERS':
    '服务器无响应的最长时间；默认见 LLM_PROVIDERS 中的条目',
  'tries after a reply that loses or adds lines; then the source line is kept and reported':
    '回复丢失或增加行时的重试次数；之后保留原行并报告',
  'language of the translation, such as French': '译文的语言，例如 French',
  'language of the subtitles; by default the model sees it': '字幕的语言；默认由模型判断',
  'text file with further instructions, such as names and terms': '含附加说明的文本文件，例如名称和术语',
  'characters a second that can be read; 0: no limit': '每秒可阅读的字符数；0 表示不限',
  'characters per line': '每行字符数',
  'lines per subtitle': '每条字幕的行数',
  'subtitles translated at once': '一次翻译的字幕条数',
  'subtitles before and after them that are shown to the model': '同时给模型看的前后字幕条数',
  'Corrects what speech recognition heard wrong, as one text': '校正语音识别的错误，作为整篇文本',
  'instructions in place of the standard ones': '替代标准说明的说明',
  'tries after a request that failed at a server; by default those of its entry in LLM_PROVIDERS':
    '服务器请求失败后的重试次数；默认见 LLM_PROVIDERS 中的条目',
  'Corrects what speech recognition heard wrong, subtitle by subtitle; their number and times stay':
    '逐条校正语音识别的错误；条数和时间不变',
  'subtitles corrected at once': '一次校正的字幕条数',
  'a line that changes by a larger share than this is no correction: it is kept as it was':
    '改动比例超过此值的行不算校正：保持原样',
  'The voices in an audio or video file apart from music and noise: two audio files':
    '把音频或视频中的人声与音乐和噪声分开：两个音频文件',
  'separation model, by its name in the model catalogue; by default that of the worker':
    '分离模型在模型目录中的名称；默认为工作进程的模型',
  'kind of the model': '模型的种类',
  'fast: every sample is heard once; default: stretches overlap; high_quality: more so, and heard twice':
    'fast：每个采样处理一次；default：各段重叠；high_quality：重叠更多，且处理两次',
  'format of both audio files': '两个音频文件的格式',
};

/** Units of fields. */
export const unitsZh: Readonly<Record<string, string>> = {
  seconds: '秒',
  ms: '毫秒',
  tokens: '词元',
  pixels: '像素',
};
